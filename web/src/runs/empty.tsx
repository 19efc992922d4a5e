import { Button, LinkButton } from "../parts/button";
import { CommandLine } from "../parts/command-line";
import { commandLine } from "../parts/shell-quote";
import { useInfo } from "../shell/info";
import { Notice } from "../parts/notice";

/** How to come by a first run. */
export function NoRuns() {
  const root = useInfo()?.root;
  return (
    <Notice title="There are no runs here yet.">
      <p>A first one takes some seconds and needs no files: the data of ‘synth’ are made by the tool.</p>
      <CommandLine command={commandLine(["basin", "train", ...(root === undefined ? [] : ["--out", `${root}/first`])])} label="Command for a first run" />
      <p>Or let the page start it. The run appears here as soon as it begins.</p>
      <LinkButton href="/start" kind="main">
        Start a run
      </LinkButton>
    </Notice>
  );
}

export function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <Notice title="No run matches.">
      <p>Every word of the search must occur in a run’s name, data, model or settings, and every filter must hold.</p>
      <Button onClick={onClear}>Show all</Button>
    </Notice>
  );
}
