import type { ComponentChildren } from "preact";

interface FieldProps {
  id: string;
  label: string;
  /** The form of a value, such as `n|full`. */
  hint?: string;
  help?: string;
  children: ComponentChildren;
}

/** A label above its control, and a line of help below it that the control names as its description. */
export function Field({ id, label, hint, help, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>
        {label} {hint !== undefined && <span class="field-hint">{hint}</span>}
      </label>
      {children}
      {help !== undefined && help !== "" && (
        <p class="field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}

interface SelectProps {
  label: string;
  value: string;
  choices: readonly { value: string; text: string }[];
  onChange: (value: string) => void;
}

/** A small choice whose label stands before it. */
export function Select({ label, value, choices, onChange }: SelectProps) {
  return (
    <label class="inline-field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
    </label>
  );
}
