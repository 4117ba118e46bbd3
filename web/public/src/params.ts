import { defineParams } from '@sveltejs/kit/params'

/** The prefix of every language but the first: `/en/report`. */
export const params = defineParams({ lang: (prefix) => (prefix === 'en' ? prefix : undefined) })
