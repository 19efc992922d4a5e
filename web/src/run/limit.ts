import type { Settings } from "../api";

/** The largest sharpness at which full-batch descent is stable: a factor on 1/η that momentum decides, and its symbol. */
export interface Limit {
  factor: number;
  symbol: string;
}

export function limitOf(settings: Settings): Limit {
  const momentum = typeof settings["momentum"] === "number" ? settings["momentum"] : 0;
  if (momentum === 0) return { factor: 2, symbol: "2/η" };
  return settings["nesterov"] === true
    ? { factor: (2 * (1 + momentum)) / (1 + 2 * momentum), symbol: "2(1+β)/(η(1+2β))" }
    : { factor: 2 * (1 + momentum), symbol: "2(1+β)/η" };
}
