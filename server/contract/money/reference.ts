const NUMBERS = 100_000_000_000_000n

/**
 * What a bank file calls a payment 业务编号: JL and 14 digits, the identifier of the payment as one number modulo 10^14. It says
 * nothing of what is paid for. Two payments share one by chance once in 10^14; the database then refuses the second.
 */
export function referenceOf(payment: string): string {
  const number = BigInt(`0x${payment.replaceAll('-', '')}`) % NUMBERS
  return `JL${String(number).padStart(14, '0')}`
}
