import type { ComponentChildren } from "preact";

interface Props {
  caption: string;
  /** What the columns are called. */
  heads: ComponentChildren[];
  rows: { name: string; cells: ComponentChildren[] }[];
}

/** A column a run. */
export function SideBySide({ caption, heads, rows }: Props) {
  return (
    <div class="table-place" tabIndex={0} role="region" aria-label={caption}>
      <table class="table side-by-side">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            <td />
            {heads.map((head, i) => (
              <th key={i} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, i) => (
                <td key={i}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
