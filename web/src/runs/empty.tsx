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
      <p>
        A first one takes some seconds and needs no files: <code>basin train</code> makes its own data. This one appears here as soon as it begins:
      </p>
      <CommandLine command={commandLine(["basin", "train", ...(root === undefined ? [] : ["--out", `${root}/first`])])} label="Command for a first run" />
      <p>The page can start it as well.</p>
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
