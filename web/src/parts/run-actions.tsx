import { useRef, useState } from "preact/hooks";
import { resumeRun, stopRun, type RunRow } from "../api";
import { announce } from "../shell/announce";
import { Button } from "./button";
import { Confirm } from "./dialog";

/** Stop for a run that this server started, Resume for one that was interrupted. What becomes of it is told by the run's stream. */
export function RunActions({ row }: { row: Pick<RunRow, "id" | "name" | "status" | "mine"> }) {
  const [isAsking, setAsking] = useState(false);
  const [sent, setSent] = useState<RunRow["status"]>();
  const [error, setError] = useState("");
  const place = useRef<HTMLSpanElement>(null);
  const canStop = row.status === "running" && row.mine;
  const canResume = row.status === "interrupted";
  const isSent = sent === row.status;

  const act = async (send: (id: string) => Promise<unknown>, said: string) => {
    setAsking(false);
    setSent(row.status);
    setError("");
    try {
      await send(row.id);
      announce(said);
    } catch (reason) {
      setSent(undefined);
      setError(reason instanceof Error ? reason.message : String(reason));
    }
  };

  return (
    <span class="run-actions" ref={place} tabIndex={-1}>
      {canStop && (
        <Button disabled={isSent} onClick={() => setAsking(true)}>
          {isSent ? "Stopping …" : "Stop"}
        </Button>
      )}
      {canResume && (
        <Button disabled={isSent} onClick={() => void act(resumeRun, `${row.name} goes on.`)}>
          {isSent ? "Resuming …" : "Resume"}
        </Button>
      )}
      {error !== "" && (
        <span class="field-error" role="alert">
          {error}
        </span>
      )}
      {isAsking && (
        <Confirm
          title={`Stop ${row.name}?`}
          confirm="Stop the run"
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            void act(stopRun, `${row.name} stops at its next step.`);
            place.current?.focus();
          }}
        >
          <p>It writes a checkpoint first and can be resumed from there, to the same bits as if it had never stopped.</p>
        </Confirm>
      )}
    </span>
  );
}
