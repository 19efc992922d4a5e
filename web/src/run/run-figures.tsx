import { figureUrl, type FigureEntry, type RunDetail } from "../api";
import { FigureView } from "../figures/figure";
import { runPath } from "../shell/route";

/** What the curves of the page show already, and live. */
const shownAsCurves = new Set(["training", "sharpness", "instruments"]);

/** The figures that the tool made of a run, by section. */
export function RunFigures({ detail }: { detail: RunDetail }) {
  const id = detail.row.id;
  const figures = detail.figures.filter(({ name }) => !shownAsCurves.has(name));
  const sections = [...new Set(figures.map(({ section }) => section))];
  return (
    <>
      {sections.map((section) => (
        <section key={section} class="figure-section">
          <h2>{section === "Where it landed" ? "The landscape there" : section}</h2>
          {figures
            .filter((figure) => figure.section === section)
            .map((figure) => (
              <OneFigure key={figure.name} id={id} figure={figure} />
            ))}
        </section>
      ))}
    </>
  );
}

function OneFigure({ id, figure }: { id: string; figure: FigureEntry }) {
  return (
    <FigureView
      name={figure.name}
      json={figureUrl(id, figure.name, "json")}
      svg={figureUrl(id, figure.name, "svg")}
      description={figure.description}
      address={runPath(id, figure.name)}
    />
  );
}

/** One figure of a run, at an address of its own. */
export function RunFigure({ detail, name }: { detail: RunDetail; name: string }) {
  const figure = detail.figures.find((entry) => entry.name === name) ?? { name, section: "", description: "" };
  return (
    <>
      <p>
        <a href={runPath(detail.row.id)}>{detail.row.name}</a>
      </p>
      <h1>{name}</h1>
      <FigureView name={name} json={figureUrl(detail.row.id, name, "json")} svg={figureUrl(detail.row.id, name, "svg")} description={figure.description} />
    </>
  );
}
