import { useMemo, useRef, useState } from "preact/hooks";
import { startRun, type TrainOption } from "../api";
import { Button } from "../parts/button";
import { CommandLine } from "../parts/command-line";
import { Notice } from "../parts/notice";
import { commandLine } from "../parts/shell-quote";
import { announce } from "../shell/announce";
import { navigate, replaceAddress, useLocation } from "../shell/location";
import { runPath } from "../shell/route";
import { formPath, givenOf, groupsOf, namedIn, parseValues, wordsOf, type Group, type Values } from "./form";
import { OptionField } from "./option-field";

export function StartForm({ options }: { options: TrainOption[] }) {
  const { search } = useLocation();
  const values = useMemo(() => parseValues(options, search), [options, search]);
  const [first, ...others] = useMemo(() => groupsOf(options), [options]);
  const [error, setError] = useState("");
  const [isStarting, setStarting] = useState(false);
  const alert = useRef<HTMLDivElement>(null);

  const change = (name: string, value: string) => replaceAddress(formPath(options, { ...values, [name]: value }));

  const start = async () => {
    setStarting(true);
    setError("");
    try {
      const { id } = await startRun(givenOf(options, values));
      announce("The run has begun.");
      navigate(runPath(id));
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
      setStarting(false);
      requestAnimationFrame(() => alert.current?.scrollIntoView({ block: "nearest" }));
    }
  };

  const shared = { values, wrong: namedIn(error, options), onChange: change };
  return (
    <form
      class="start"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <p class="soft lead">What is left empty is as ‘basin train’ has it: the value in the empty field, or what suits the network. The address of this page holds what you fill in.</p>
      {first && (
        <fieldset class="fields">
          <legend class="unseen">{first.name}</legend>
          <Fields group={first} {...shared} />
        </fieldset>
      )}
      {others.map((group) => (
        <OtherGroup key={group.name} group={group} {...shared} />
      ))}
      <div class="start-end">
        <div ref={alert}>
          {error !== "" && (
            <Notice title="The run was not started" tone="bad">
              <p class="said">{error}</p>
            </Notice>
          )}
        </div>
        <h2>The same from a terminal</h2>
        <CommandLine command={commandLine(["basin", "train", ...wordsOf(options, values)])} label="The same from a terminal" />
        <Button type="submit" kind="main" disabled={isStarting}>
          {isStarting ? "Starting …" : "Start the run"}
        </Button>
      </div>
    </form>
  );
}

interface GroupProps {
  group: Group;
  values: Values;
  wrong: ReadonlySet<string>;
  onChange: (name: string, value: string) => void;
}

const Fields = ({ group, values, wrong, onChange }: GroupProps) => (
  <>
    {group.options.map((option) => (
      <OptionField key={option.name} option={option} value={values[option.name] ?? ""} isWrong={wrong.has(option.name)} onChange={(value) => onChange(option.name, value)} />
    ))}
  </>
);

/** Closed at first, unless something in it was filled in. */
function OtherGroup(props: GroupProps) {
  const given = props.group.options.filter((option) => (props.values[option.name] ?? "") !== "").length;
  const [isOpen] = useState(given > 0);
  return (
    <details class="group" open={isOpen}>
      <summary>
        <h2>{props.group.name}</h2>
        <span class="soft">{given > 0 ? `${given} set` : `${props.group.options.length} more`}</span>
      </summary>
      <fieldset class="fields">
        <legend class="unseen">{props.group.name}</legend>
        <Fields {...props} />
      </fieldset>
    </details>
  );
}
