export const MIN_PASSWORD = 12

/** What is wrong with a new password, or null. Length counts; the login or one repeated sign is no password. */
export type PasswordTrouble = 'short' | 'simple' | 'login' | 'differs'

export function passwordTrouble(password: string, again: string, login: string): PasswordTrouble | null {
  const signs = Array.from(password)
  if (signs.length < MIN_PASSWORD) return 'short'
  if (new Set(signs).size < 5) return 'simple'
  if (login.length > 2 && password.toLowerCase().includes(login.toLowerCase())) return 'login'
  return password === again ? null : 'differs'
}
