import { useMemo, useState } from "preact/hooks";
import { startRun, type TrainOption } from "../api";
import { Button } from "../parts/button";
import { CommandLine } from "../parts/command-line";
import { Notice } from "../parts/notice";
import { commandLine } from "../parts/shell-quote";
import { announce } from "../shell/announce";
import { navigate, replaceAddress, useLocation } from "../shell/location";
import { runPath } from "../shell/route";
import { defaultOf, firstOf, formPath, givenOf, groupsOf, namedIn, parseValues, wordsOf, type Group, type Values } from "./form";
import { OptionField } from "./option-field";

export function StartForm({ options }: { options: TrainOption[] }) {
  const { search } = useLocation();
  const values = useMemo(() => parseValues(options, search), [options, search]);
  const first = useMemo(() => firstOf(options), [options]);
  const others = useMemo(() => groupsOf(options), [options]);
  const [error, setError] = useState("");
  const [isStarting, setStarting] = useState(false);

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
    }
  };

  const shared = { options, values, wrong: namedIn(error, options), onChange: change };
  return (
    <form
      class="start"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <p class="soft lead">What is left empty is as ‘basin train’ has it: the value in the empty field, or what suits the network. The command below does the same in a terminal, and the address of this page holds what is filled in.</p>
      <fieldset class="fields">
        <legend class="unseen">Main settings</legend>
        <Fields members={first} {...shared} />
      </fieldset>
      <div>
        {others.map((group) => (
          <OtherGroup key={group.name} group={group} {...shared} />
        ))}
      </div>
      <div class="start-end">
        {error !== "" && (
          <Notice title="The run was not started" tone="bad">
            <p class="said">{error}</p>
          </Notice>
        )}
        <div class="start-line">
          <CommandLine command={commandLine(["basin", "train", ...wordsOf(options, values)])} label="The same from a terminal" />
          <Button type="submit" kind="main" disabled={isStarting}>
            {isStarting ? "Starting …" : "Start the run"}
          </Button>
        </div>
      </div>
    </form>
  );
}

interface Shared {
  options: TrainOption[];
  values: Values;
  wrong: ReadonlySet<string>;
  onChange: (name: string, value: string) => void;
}

const Fields = ({ members, options, values, wrong, onChange }: Shared & { members: TrainOption[] }) => (
  <>
    {members.map((option) => (
      <OptionField
        key={option.name}
        option={option}
        value={values[option.name] ?? ""}
        byDefault={defaultOf(option, options, values)}
        isWrong={wrong.has(option.name)}
        onChange={(value) => onChange(option.name, value)}
      />
    ))}
  </>
);

/** Closed at first, unless something in it was filled in. */
function OtherGroup({ group, ...shared }: Shared & { group: Group }) {
  const given = group.options.filter((option) => (shared.values[option.name] ?? "") !== "").length;
  const [isOpen] = useState(given > 0);
  return (
    <details class="group" open={isOpen}>
      <summary>
        <h2>{group.name}</h2>
        <span class="soft">{given > 0 ? `${given} set` : `${group.options.length} more`}</span>
      </summary>
      <fieldset class="fields">
        <legend class="unseen">{group.name}</legend>
        <Fields members={group.options} {...shared} />
      </fieldset>
    </details>
  );
}
