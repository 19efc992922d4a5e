import type { TrainOption } from "../contract";

/** What was typed, by the option's name; an option that is not here is left to the tool. */
export type Values = Readonly<Record<string, string>>;

export interface Group {
  name: string;
  options: TrainOption[];
}

/** What most runs differ in, and what the form calls it. */
const first: Readonly<Record<string, string>> = {
  "--data": "Data",
  "--model": "Network",
  "--lr": "Learning rate",
  "--batch": "Batch size",
  "--epochs": "Epochs",
  "--momentum": "Momentum",
  "--seed": "Seed",
};

/** The options that come first, in the form's order and under its names. */
export const firstOf = (options: readonly TrainOption[]): TrainOption[] =>
  Object.entries(first).flatMap(([name, label]) => options.filter((option) => option.name === name).map((option) => ({ ...option, label })));

/** The other options by group, in the order in which the server has them. */
export function groupsOf(options: readonly TrainOption[]): Group[] {
  const groups = new Map<string, TrainOption[]>();
  for (const option of options.filter(({ name }) => first[name] === undefined)) groups.set(option.group, [...(groups.get(option.group) ?? []), option]);
  return [...groups].map(([name, members]) => ({ name, options: members.map((option) => ({ ...option, label: capital(option.label) })) }));
}

/** What an option is when nothing is filled in; some depend on the network that is. Empty where the help has to say it. */
export function defaultOf(option: TrainOption, options: readonly TrainOption[], values: Values): string {
  const network = values["--model"] || String(options.find(({ name }) => name === "--model")?.default ?? "");
  const value = option.defaults?.[network] ?? option.default;
  return value === null ? "" : String(value);
}

/** The words of the command that does the same. */
export function wordsOf(options: readonly TrainOption[], values: Values): string[] {
  return options.flatMap(({ name, kind }) => {
    const value = values[name]?.trim() ?? "";
    if (value === "") return [];
    if (kind === "flag") return value === "true" ? [name] : [];
    return [name, value];
  });
}

/** What is sent: only what was given. */
export function givenOf(options: readonly TrainOption[], values: Values): Record<string, string> {
  return Object.fromEntries(options.map(({ name }) => [name, values[name]?.trim() ?? ""]).filter(([, value]) => value !== ""));
}

/** A form that was filled in, from its address: `/start?data=mnist&lr=0.05`. */
export function parseValues(options: readonly TrainOption[], search: string): Values {
  const found = new URLSearchParams(search);
  return Object.fromEntries(
    options.flatMap(({ name }) => {
      const value = found.get(bare(name));
      return value === null || value === "" ? [] : [[name, value]];
    }),
  );
}

export function formPath(options: readonly TrainOption[], values: Values): string {
  const parts = new URLSearchParams(Object.entries(givenOf(options, values)).map(([name, value]) => [bare(name), value]));
  const text = parts.toString();
  return text === "" ? "/start" : `/start?${text}`;
}

/** The options that a sentence speaks of. */
export const namedIn = (sentence: string, options: readonly TrainOption[]): ReadonlySet<string> =>
  new Set((sentence.match(/--[a-z0-9-]+/g) ?? []).filter((name) => options.some((option) => option.name === name)));

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const bare = (name: string) => name.replace(/^-+/, "");
