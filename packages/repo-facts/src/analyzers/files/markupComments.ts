/** Leaves comments of HTML and XML out, and keeps their line breaks. */
export function withoutMarkupComments(text: string): string {
  const parts = text.split('<!--');
  return parts
    .map((part, index) => {
      if (index === 0) {
        return part;
      }
      const end = part.indexOf('-->');
      const comment = end < 0 ? part : part.slice(0, end);
      return (
        comment.replace(/[^\n]/g, '') + (end < 0 ? '' : part.slice(end + 3))
      );
    })
    .join('');
}
