import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Axis } from "./data";
import { extentX, extentY, type Range } from "./extent";
import { forget, inNextFrame } from "./frames";
import type { Layer } from "./layer";
import { paint } from "./paint";
import { type Canvas, placeX, placeY } from "./paint/canvas";
import { onPaletteChange, palette } from "./palette";
import { plotOptions } from "./plot-options";

/** What a plot shows. */
export interface Scene {
  x: Axis;
  y: Axis;
  layers: Layer[];
  /** The numbers of x for one of its axis: steps in an epoch, where x is in steps and its axis in epochs. */
  unit: number;
  /** The part of x to show; null for all. */
  view: Range | null;
}

export interface PlotEvents {
  /** A part of x was chosen; null for all of it. */
  onView: (view: Range | null) => void;
  /** The crosshair is at this x; null when it is nowhere. */
  onCursor: (x: number | null) => void;
}

/**
 * A chart on a canvas. uPlot has the axes, the crosshair and the selection; the layers are painted here, from lists that may grow in place.
 * It draws at most once a frame, and only while it can be seen.
 */
export class Plot {
  private readonly chart: uPlot;
  private readonly leaveList: (() => void)[] = [];
  private isVisible = false;
  private isStale = true;

  constructor(
    place: HTMLElement,
    private scene: Scene,
    events: PlotEvents,
    readonly height: number,
    sync?: string,
  ) {
    const paintNow = (chart: uPlot) => this.paint(chart);
    this.chart = new uPlot(plotOptions({ scene: () => this.scene, events, paint: paintNow, width: Math.max(120, place.clientWidth), height, sync }), [[1, 2]], place);
    this.leaveList.push(onPaletteChange(this.refresh), this.watchSize(place), this.watchSight(place), this.watchPrint());
  }

  /** Shows something else, or the same with lists that have grown. */
  show(scene: Scene) {
    this.scene = scene;
    this.refresh();
  }

  /** Moves the crosshair to an x, as the pointer would. */
  pointAt(x: number) {
    this.chart.setCursor({ left: this.chart.valToPos(x, "x"), top: this.chart.over.clientHeight / 2 }, true);
  }

  /** Whether an x is in the right half of what is shown. */
  isRight(x: number): boolean {
    return this.chart.valToPos(x, "x") > this.chart.over.clientWidth / 2;
  }

  /** What is shown along x. */
  get window(): Range {
    const { x } = this.chart.scales;
    return [x?.min ?? 0, x?.max ?? 1];
  }

  close() {
    forget(this.draw);
    for (const leave of this.leaveList) leave();
    this.chart.destroy();
  }

  private readonly refresh = () => {
    this.isStale = true;
    if (this.isVisible) inNextFrame(this.draw);
  };

  private readonly draw = () => {
    this.isStale = false;
    const { layers, view } = this.scene;
    const x = view ?? extentX(layers, this.scene.x);
    const y = extentY(layers, this.scene.y, x);
    this.chart.batch(() => {
      this.chart.setScale("x", { min: x[0], max: x[1] });
      this.chart.setScale("y", { min: y[0], max: y[1] });
      this.chart.redraw(false, true);
    });
  };

  private paint({ ctx, bbox, scales }: uPlot) {
    const { scene } = this;
    const window: Range = [scales["x"]?.min ?? 0, scales["x"]?.max ?? 1];
    const range: Range = [scales["y"]?.min ?? 0, scales["y"]?.max ?? 1];
    const canvas: Canvas = {
      context: ctx,
      box: bbox,
      x: placeX(scene.x, window, bbox),
      y: placeY(scene.y, range, bbox),
      window,
      colors: palette(),
      ratio: uPlot.pxRatio,
    };
    paint(canvas, scene.layers);
  }

  private watchSize(place: HTMLElement): () => void {
    const observer = new ResizeObserver(() => {
      const width = Math.max(120, place.clientWidth);
      if (width !== this.chart.width) this.chart.setSize({ width, height: this.height });
    });
    observer.observe(place);
    return () => observer.disconnect();
  }

  /** Paper shows what was out of sight. */
  private watchPrint(): () => void {
    const drawStale = () => this.isStale && this.draw();
    addEventListener("beforeprint", drawStale);
    return () => removeEventListener("beforeprint", drawStale);
  }

  private watchSight(place: HTMLElement): () => void {
    const observer = new IntersectionObserver((entries) => {
      this.isVisible = entries.at(-1)?.isIntersecting ?? false;
      if (this.isVisible && this.isStale) inNextFrame(this.draw);
    });
    observer.observe(place);
    return () => observer.disconnect();
  }
}
