/** Shows a chosen photo where it will stand, before it is sent. */
export function startPhotos(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file][data-preview]')) {
    input.addEventListener('change', () => {
      const frame = input.closest('.field')?.querySelector('.photo-frame')
      const file = input.files?.[0]
      if (frame == null || file === undefined || !file.type.startsWith('image/')) {
        return
      }
      const picture = document.createElement('img')
      picture.alt = file.name
      picture.src = URL.createObjectURL(file)
      picture.onload = () => URL.revokeObjectURL(picture.src)
      frame.replaceChildren(picture)
    })
  }
}
