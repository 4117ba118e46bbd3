import type Collecting from './Collecting.svelte'

/**
 * What draws how an award is collected: there when the page was drawn with it; a phone that looks a code up itself fetches it
 * then. Nothing of it may import this: it would wait for itself.
 */
export const drawnCollecting: typeof Collecting | null =
  import.meta.env.SSR || document.querySelector('[data-collect]') !== null
    ? (await import('../status/in-browser.ts')).Collecting
    : null
