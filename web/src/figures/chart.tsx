import { useEffect, useId, useRef, useState } from "preact/hooks";
import { announce } from "../shell/announce";
import type { Axis } from "./data";
import type { Range } from "./extent";
import { text } from "./format";
import { keyAction } from "./keys";
import type { Layer } from "./layer";
import { Legend } from "./legend";
import { NumbersTable } from "./numbers-table";
import { Plot } from "./plot";
import { Readout, said } from "./readout";
import "./figures.css";

interface Props {
  title: string;
  /** For those who do not see it. */
  description: string;
  x: Axis;
  y: Axis;
  layers: Layer[];
  /** The numbers of x for one of its axis. */
  unit?: number;
  height?: number;
  /** Charts with the same word share the crosshair. */
  sync?: string;
  /** What is shown of x, where several charts share it; otherwise the chart keeps its own. */
  view?: Range | null;
  onView?: (view: Range | null) => void;
  /** Which heading the title is. */
  level?: 3 | 4;
}

/** Curves with a crosshair, zoom, and a legend whose entries hide and show. Everything it says is also there as a table. */
export function Chart({ title, description, x, y, layers, unit = 1, height = 240, sync, view, onView, level = 3 }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | undefined>(undefined);
  const [ownView, setOwnView] = useState<Range | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const help = useId();
  const shownView = view === undefined ? ownView : view;
  const setView = onView ?? setOwnView;
  const act = useRef(setView);
  act.current = setView;
  const visible = layers.filter((layer) => layer.label === null || !hidden.has(layer.label));
  const scene = { x, y, layers: visible, unit, view: shownView };

  const kind = `${scaleKind(x)} ${scaleKind(y)} ${x.label} ${height} ${sync}`;
  useEffect(() => {
    const events = { onView: (range: Range | null) => act.current(range), onCursor: setCursor };
    plot.current = new Plot(place.current!, scene, events, height, sync);
    return () => plot.current?.close();
  }, [kind]);
  // Where the crosshair is changes nothing of the picture.
  useEffect(() => plot.current?.show(scene), [layers, hidden, x, y, unit, shownView]);

  const where = (at: number) => `${x.label} ${text(at / unit, 4)}`;
  const onKeyDown = (event: KeyboardEvent) => {
    const action = plot.current && keyAction(event.key, plot.current.window, cursor);
    if (!action) return;
    event.preventDefault();
    if ("view" in action) return setView(action.view);
    plot.current?.pointAt(action.cursor);
    announce([where(action.cursor), ...said(visible, action.cursor).map(({ layer, value }) => `${layer.label ?? title} ${value}`)].join(", "));
  };

  const Heading = level === 3 ? "h3" : "h4";
  return (
    <figure class="chart">
      <figcaption>
        <Heading title={description}>{title}</Heading>
        {y.label !== "" && <span class="soft">{y.label}</span>}
        <span class="chart-spring" />
        {shownView && (
          <button type="button" class="chart-reset" onClick={() => setView(null)}>
            Show all
          </button>
        )}
      </figcaption>
      <div class="chart-frame">
        <div ref={place} class="chart-place" role="group" aria-roledescription="chart" aria-label={`${title}. ${description}`} aria-describedby={help} tabIndex={0} onKeyDown={onKeyDown} />
        {cursor !== null && plot.current && <Readout layers={visible} cursor={cursor} at={where(cursor)} isLeft={plot.current.isRight(cursor)} />}
      </div>
      <p id={help} class="unseen">
        Arrow keys move the crosshair, plus and minus zoom, 0 shows all. The numbers are in the table that follows.
      </p>
      <Legend layers={layers} hidden={hidden} onChange={setHidden} />
      <NumbersTable layers={layers} x={x} unit={unit} title={title} meaning={description} />
    </figure>
  );
}

/** uPlot's scales are what they are from the start. */
const scaleKind = (axis: Axis) => (axis.log ? "log" : (axis.linearUpTo ?? "linear"));
