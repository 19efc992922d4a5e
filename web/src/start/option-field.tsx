import type { TrainOption } from "../contract";
import { Field } from "../parts/field";

interface Props {
  option: TrainOption;
  value: string;
  /** What it is when the field is empty; empty where the help says it. */
  byDefault: string;
  /** Whether the server's refusal names it. */
  isWrong: boolean;
  onChange: (value: string) => void;
}

/** The control for one option. What is left empty is left to the tool, whose own default stands in the empty field. */
export function OptionField({ option, value, byDefault, isWrong, onChange }: Props) {
  const id = `option${option.name}`;
  const text = option.help === option.label ? "" : option.help;
  const help = { ...(text === "" ? {} : { "aria-describedby": `${id}-help` }), ...(isWrong ? { "aria-invalid": true } : {}) };
  if (option.kind === "flag") {
    return (
      <div class="field flag">
        <label>
          <input id={id} type="checkbox" checked={value === "true"} onChange={(event) => onChange(event.currentTarget.checked ? "true" : "")} {...help} />
          {option.label}
        </label>
        {text !== "" && (
          <p class="field-help" id={`${id}-help`}>
            {text}
          </p>
        )}
      </div>
    );
  }
  const input = {
    id,
    value,
    spellcheck: false,
    autocomplete: "off",
    placeholder: byDefault,
    onInput: (event: { currentTarget: HTMLInputElement }) => onChange(event.currentTarget.value),
    ...help,
  };
  return (
    <Field id={id} label={option.label} help={text} {...(option.hint ? { hint: option.hint } : {})}>
      {option.kind === "choice" ? (
        <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)} {...help}>
          <option value="">{byDefault === "" ? "as usual" : `${byDefault} (default)`}</option>
          {(option.choices ?? []).map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : option.choices && option.choices.length > 0 ? (
        <>
          <input type="text" list={`${id}-choices`} {...input} />
          <datalist id={`${id}-choices`}>
            {option.choices.map((choice) => (
              <option key={choice} value={choice} />
            ))}
          </datalist>
        </>
      ) : (
        <input type="text" {...(option.kind === "number" ? { inputMode: "decimal" } : {})} {...input} />
      )}
    </Field>
  );
}
