/** All control characters but line ends and tabs, and those that turn the direction of what follows. */
const steering = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
/** A colour or weight as this program sets it, or a steering character. A line end of Windows stays whole. */
const colourOrSteering = new RegExp(`\\u001b\\[\\d{1,2}m|\\r\\n|${steering.source}`, 'gu');

/**
 * A text that may hold what others wrote (a register, a table, a message), so that a terminal only shows it: nothing in it
 * clears the screen, moves the cursor, sets the title or reads from right to left.
 */
export const harmless = (text: string): string => text.replace(steering, '');

/** The same for what a command prints: line ends of Windows stay, and the colours that the program sets where there are any. */
export const harmlessLine = (line: string, color: boolean): string =>
  line.replace(colourOrSteering, (found) => {
    if (found === '\r\n') return found;
    return color && found.length > 1 ? found : '';
  });
