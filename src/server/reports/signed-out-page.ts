import { dark, light } from './palette.ts'

const sentences = [
  { lang: 'en', text: 'Open the link that the terminal shows: run ', after: ' and follow it within ten minutes.' },
  { lang: 'pt-BR', text: 'Abra o endereço que o terminal mostra: execute ', after: ' e siga-o em até dez minutos.' },
]

/** What someone sees who is not signed in: nothing but the way in. */
export const toSignedOutPage = (): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>usage-audit</title>
<style>
:root{color-scheme:light dark}
body{margin:0;padding:64px 24px;background:${light.paper};color:${light.ink};font:16px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto}
h1{font-size:20px;margin:0 0 16px}
@media (prefers-color-scheme:dark){body{background:${dark.paper};color:${dark.ink}}}
</style>
</head>
<body>
<main>
<h1>usage-audit</h1>
${sentences.map(({ lang, text, after }) => `<p lang="${lang}">${text}<code>usage-audit up</code>${after}</p>`).join('\n')}
</main>
</body>
</html>
`
