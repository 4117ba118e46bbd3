// Larger than any screen, smaller than what makes a browser give up.
const MAX_SIDE = 4096

/** Draws a picture anew: only its pixels reach the page, nothing else that the file carries. Throws on what is no picture. */
export async function drawImage(content: Blob, canvas: HTMLCanvasElement): Promise<void> {
  const bitmap = await createImageBitmap(content, { imageOrientation: 'from-image' })
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height))
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
}
