/** Says how much a suite has tested, where jest says how it went: the gate shows nothing else. */
export const say = (text: string): void => void process.stderr.write(`\n${text}\n`)
