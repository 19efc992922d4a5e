import type { RunDetail, Settings } from "../api";
import { text } from "../figures/format";
import { CommandLine } from "../parts/command-line";

/** Everything that would make the run again. */
export function RunSettings({ detail }: { detail: RunDetail }) {
  const { record } = detail;
  const { versions } = record;
  return (
    <section aria-labelledby="settings">
      <h2 id="settings">Settings</h2>
      <CommandLine command={record.command} label="The command that began the run" />
      {record.start && <p>{record.start}</p>}
      <dl class="pairs">
        {flat(record.settings).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>Data</h3>
      <div class="table-place" tabIndex={0} role="region" aria-label="Data">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Role</th>
              <th scope="col">Name</th>
              <th scope="col" class="number">
                Examples
              </th>
              <th scope="col">Standardised</th>
              <th scope="col">SHA-256</th>
            </tr>
          </thead>
          <tbody>
            {record.data.map((file) => (
              <tr key={file.role}>
                <th scope="row">{file.role}</th>
                <td title={file.source}>{file.name}</td>
                <td class="number">{text(file.examples)}</td>
                <td>{file.standardization}</td>
                <td>
                  <code title={file.sha256}>{file.sha256.slice(0, 12)}…</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="soft">
        Begun {new Date(record.started).toLocaleString()} with Basin {versions.basin} on {versions.runtime}, {versions.system}, {versions.architecture}.
      </p>
    </section>
  );
}

/** Settings that are set, groups by a dot. */
function flat(settings: Settings, prefix = ""): [name: string, value: string][] {
  return Object.entries(settings).flatMap(([key, value]): [string, string][] => {
    if (value === null || value === undefined || value === false) return [];
    if (Array.isArray(value)) return [[prefix + key, value.join(", ")]];
    if (typeof value === "object") return flat(value as Settings, `${prefix}${key}.`);
    return [[prefix + key, value === true ? "yes" : typeof value === "number" ? text(value) : String(value)]];
  });
}
