const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\u00a0': '&#160;',
}

/** Text for the content or a quoted attribute of HTML and XML. */
export const escapeXml = (text: string): string => text.replace(/[&<>"'\u00a0]/g, (letter) => entities[letter] ?? '')
