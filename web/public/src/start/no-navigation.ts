/** There is no navigation without reload on these pages. */
export const afterNavigate = (): void => {}
