import { trusted } from './html.ts';

/** A street lamp and its light. */
export const lamp = trusted(
  '<svg class="lamp" viewBox="0 0 64 64" aria-hidden="true"><circle cx="32" cy="26" r="22" fill="#f6c453" opacity=".22"/><circle cx="32" cy="26" r="14" fill="#f6c453" opacity=".4"/><path d="M24 18h16l4 16H20z" fill="#f6c453"/><path d="M22 15h20l-2 4H24zM19 34h26v3H19zM30 37h4v22h-4zM24 59h16v3H24z" fill="currentColor"/></svg>',
);
