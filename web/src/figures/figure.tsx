import { useEffect, useState } from "preact/hooks";
import { get } from "../api";
import { Failure } from "../parts/notice";
import { Chart } from "./chart";
import type { FigureData, PanelData } from "./data";
import { isInteractive, layersOf } from "./from-marks";
import { PictureNumbers } from "./picture-numbers";
import "./figures.css";

interface Props {
  /** Names it in links. */
  name: string;
  /** Where its numbers and its picture are. */
  json: string;
  svg: string;
  /** Until the numbers are here. */
  description: string;
  /** Where it has a page of its own. */
  address?: string;
}

/** A figure of the tool: charts where it is curves, the tool's own picture where it is a table of colours or bars with names. */
export function FigureView({ name, json, svg, description, address }: Props) {
  const [figure, setFigure] = useState<FigureData>();
  const [error, setError] = useState("");
  useEffect(() => {
    const abort = new AbortController();
    setFigure(undefined);
    setError("");
    get<FigureData>(json, abort.signal).then(setFigure, (reason: Error) => !abort.signal.aborted && setError(reason.message));
    return () => abort.abort();
  }, [json]);
  if (error) return <Failure title={`The figure ${name} cannot be shown`} message={error} />;
  return (
    <div class="tool-figure" id={`figure-${name}`}>
      {!figure && <div class="chart-waiting" />}
      {figure && isInteractive(figure) && (
        <div class={`panels ${figure.columns > 1 && figure.panels.length > 1 ? "beside" : ""}`}>
          {figure.panels.map((panel, i) => (
            <PanelChart key={i} panel={panel} description={figure.description} />
          ))}
        </div>
      )}
      {figure && !isInteractive(figure) && <img class="figure-picture" src={svg} alt={figure.description} loading="lazy" />}
      <p class="figure-links soft">
        {figure?.description ?? description}{" "}
        <a href={svg} download={`${name}.svg`}>
          SVG<span class="unseen"> of {name}</span>
        </a>{" "}
        <a href={json} download={`${name}.json`}>
          JSON<span class="unseen"> of {name}</span>
        </a>
        {address !== undefined && (
          <>
            {" "}
            <a href={address}>
              Link<span class="unseen"> to {name}</span>
            </a>
          </>
        )}
      </p>
      {figure && !isInteractive(figure) && <PictureNumbers figure={figure} name={name} />}
    </div>
  );
}

function PanelChart({ panel, description }: { panel: PanelData; description: string }) {
  const [layers] = useState(() => panel.marks.flatMap(layersOf));
  return <Chart title={panel.title} description={description} x={panel.x} y={panel.y} layers={layers} height={300} />;
}
