/** The fields of a posted form, held in memory; or why there are none. */
export async function readPosted(request: Request): Promise<FormData | 'tooLarge' | 'broken'> {
  try {
    return await request.formData()
  } catch (error) {
    const isTooLarge = typeof error === 'object' && error !== null && 'status' in error && error.status === 413
    return isTooLarge ? 'tooLarge' : 'broken'
  }
}
