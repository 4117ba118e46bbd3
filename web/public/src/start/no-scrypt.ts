/** Stands in for the password recipients of the envelope package, which nothing here uses. */
export const scrypt = undefined
export const scryptAsync = undefined
