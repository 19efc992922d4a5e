import { useEffect, useId, useState } from "preact/hooks";
import { getRuns, type RunRow } from "../api";
import { Button } from "../parts/button";
import { navigate } from "../shell/location";
import { comparePath } from "../shell/route";
import { Key } from "./key";

export const mostRuns = 8;

/** Which runs are compared, and a field that adds one. The address has them all. */
export function Picker({ ids, names }: { ids: readonly string[]; names: Map<string, string> }) {
  const [runs, setRuns] = useState<RunRow[]>([]);
  const [wanted, setWanted] = useState("");
  const [error, setError] = useState("");
  const field = useId();
  useEffect(() => {
    const abort = new AbortController();
    getRuns(abort.signal).then(setRuns, (reason: Error) => !abort.signal.aborted && setError(reason.message));
    return () => abort.abort();
  }, []);
  const others = runs.filter(({ id, status }) => !ids.includes(id) && status !== "unreadable");
  const add = (event: Event) => {
    event.preventDefault();
    const found = others.find(({ id }) => id === wanted.trim()) ?? others.find(({ name }) => name === wanted.trim());
    if (!found) return setError(`No other run is called ‘${wanted.trim()}’. The list of the field has those that there are.`);
    setError("");
    setWanted("");
    navigate(comparePath([...ids, found.id]));
  };
  return (
    <div class="picker">
      <ul class="picked-runs">
        {ids.map((id, i) => (
          <li key={id}>
            <Key index={i} />
            {names.get(id) ?? id}
            <a class="remove" href={comparePath(ids.filter((other) => other !== id))} aria-label={`Leave out ${names.get(id) ?? id}`}>
              ×
            </a>
          </li>
        ))}
      </ul>
      {ids.length < mostRuns && (
        <form class="picker-form" onSubmit={add}>
          <label for={field}>Add a run</label>
          <input id={field} list={`${field}-runs`} value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} autocomplete="off" spellcheck={false} {...(error ? { "aria-invalid": true, "aria-describedby": `${field}-error` } : {})} />
          <datalist id={`${field}-runs`}>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </datalist>
          <Button type="submit" disabled={wanted.trim() === ""}>
            Add
          </Button>
        </form>
      )}
      {error && (
        <p class="field-error" role="alert" id={`${field}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
