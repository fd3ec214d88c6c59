import { trusted } from '../text/html.ts';

/** A street lamp and its light. */
export const lamp = trusted(
  '<svg class="lamp" viewBox="0 0 64 64" aria-hidden="true"><circle cx="36" cy="24" r="22" fill="#f6c453" opacity=".25"/><circle cx="36" cy="24" r="13" fill="#f6c453" opacity=".55"/><path d="M10 62V20a12 12 0 0 1 12-12h8" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round"/><path d="M27 20a9 9 0 0 1 18 0z" fill="currentColor" transform="translate(0 -4)"/><path d="M30 18a6.2 6.2 0 0 0 12 0z" fill="#fff3cd"/><path d="M4 62h12" stroke="currentColor" stroke-width="4" stroke-linecap="round"/></svg>',
);
