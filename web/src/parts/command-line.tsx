import { useEffect, useState } from "preact/hooks";
import { announce } from "../shell/announce";
import { Button } from "./button";

/** A command to type in a terminal, with a button that copies it. */
export function CommandLine({ command, label = "Command" }: { command: string; label?: string }) {
  const [said, setSaid] = useState("");
  useEffect(() => setSaid(""), [command]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(command);
      setSaid("Copied");
      announce("Copied");
    } catch {
      setSaid("Select it and copy");
      announce("The browser does not let the page copy. Select the command and copy it.");
    }
  };
  return (
    <div class="command">
      <pre role="region" aria-label={label} tabIndex={0}>
        <code>{command}</code>
      </pre>
      <Button onClick={() => void copy()}>{said === "" ? "Copy" : said}</Button>
    </div>
  );
}
