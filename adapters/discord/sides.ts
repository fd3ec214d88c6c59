/** The side of a button: one person, the desk, or all who see a card on a server. */
export const personSide = (user: string): string => `p${user}`;
export const deskSide = 'desk';
export const panelSide = 'panel';
