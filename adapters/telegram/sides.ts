/** The side of a button: one person, or the desk. */
export const personSide = (user: number): string => `p${user}`;
export const deskSide = 'desk';
