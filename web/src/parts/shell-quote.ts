/** A command line for a POSIX shell: what needs quotes gets them. */
export const commandLine = (words: readonly string[]) => words.map(quote).join(" ");

const quote = (word: string) => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
