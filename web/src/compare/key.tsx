import { Swatch } from "../figures/swatch";

/** The colour and the pattern of a run's curves. */
export const Key = ({ index }: { index: number }) => <Swatch layer={{ kind: "line", label: null, color: index % 6, dash: index, points: { length: 0, x: [], y: [] } }} />;
