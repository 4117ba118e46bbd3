/** Reads a byte stream in the portions that a format asks for. Throws when the stream ends too early. */
export class ByteReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  #rest: Uint8Array = new Uint8Array(0)

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader()
  }

  async exactly(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length)
    for (let filled = 0; filled < length;) {
      const part = await this.upTo(length - filled)
      bytes.set(part, filled)
      filled += part.length
    }
    return bytes
  }

  /** At least one byte, at most `length`. */
  async upTo(length: number): Promise<Uint8Array> {
    if (!(await this.#refill())) throw new RangeError('The stream ended too early')
    const part = this.#rest.subarray(0, length)
    this.#rest = this.#rest.subarray(part.length)
    return part
  }

  /** Reads to the end; throws when there is anything but zeros. */
  async onlyZeros(): Promise<void> {
    while (await this.#refill()) {
      if (!this.#rest.every((byte) => byte === 0)) throw new RangeError('The padding is not zero')
      this.#rest = new Uint8Array(0)
    }
  }

  cancel(): Promise<void> {
    return this.#reader.cancel()
  }

  async #refill(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const step = await this.#reader.read()
      if (step.done) return false
      this.#rest = step.value
    }
    return true
  }
}
