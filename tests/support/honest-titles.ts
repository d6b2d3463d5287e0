/** What windows say on an ordinary day, with nothing secret in it and much that looks as if there were. */
const texts = `
Inbox (3)
(12) WhatsApp
Re: Meeting on 22/11/2026 at 15:30
Reunião de 22-11-2026 às 15h30
Invoice 2026-0001234 (draft)
Nota fiscal nº 000.123.456 série 1
Pedido 20261122153000
Order #114-3941689-8772232
Order 48213377
Pedido nº 11987654
ISBN 978-85-359-0277-8
ISBN 0-306-40615-2
The C++ Programming Language, 4th Edition
usage-audit: src/core/redact/redact.ts
● package.json - usage-audit
redact.test.ts - Visual Studio Code
ana@laptop: ~/src/usage-audit
ana@laptop:~/src (main)
root@server1:/var/log
vim src/main.rs
npm install react@18.2.0
typescript@5.9.3 • changelog
Version 10.0.19045.3693
Release v24.11.1
Firefox 145.0.2 (64-bit)
Linux 6.12.57+deb13-amd64
192.168.0.1
127.0.0.1:8787
10.0.0.0/8 routing table
Screenshot from 2026-11-22 15-30-00.png
IMG_20261122_153000_HDR.jpg
Captura de tela de 2026-11-22 15-30-00
PXL_20261122_183000123.jpg
WhatsApp Image 2026-11-22 at 15.30.00.jpeg
Gravação 2026-11-22 153000.mp4
Scan_0001_2026-11-22.pdf
relatorio-mensal-novembro-2026-v3-final.docx
my-very-long-file-name-with-many-words-in-it.txt
AbstractSingletonProxyFactoryBean.java
InternalFrameInternalFrameTitlePaneInternalFrameTitlePaneMaximizeButtonWindowNotFocusedState
thisIsAVeryLongCamelCaseFunctionName
very_long_snake_case_function_name_2
src/server/reports/view-gaps.ts
commit 3f78685: fix the tests
Merge pull request #1234 from ana/branch-name
Issue #4521: titles flicker
JIRA-1234 Fix the redactor
PROJ-20261122-001
Budget 2026: 1.234.567,89
Orçamento: R$ 1.234.567,89
US$ 12,345,678.90 raised
0.1234567890123456
3.14159265358979323846
2 147 483 647
9007199254740993
1795398056995
1/2 + 3/4 = 5/4
100% complete
42% - Downloading debian-12.8.0-amd64-netinst.iso
Episode 12 of 24
S02E05 - The One With The Test (1080p)
Beethoven: Symphony No. 9 in D minor, Op. 125
AC/DC - Back in Black (1980)
Bach BWV 1046-1051
Café com Pão – receita de 1998
São Paulo x Palmeiras 2 x 1
GRE-NAL 445
Copa 2026: 11/06 a 19/07
Flight LA8084 GRU-LHR 22NOV
Voo G3 1234 às 06:55
Seat 12A, gate 34
CEP 01310-100, Avenida Paulista 1578
Rua Augusta, 1234 - ap. 56
Lei 13.709/2018 (LGPD)
Regulation (EU) 2016/679
Processo 0001234-56.2026.8.26.0100
Art. 5º, inciso X
Edital 15/2026
RFC 8058
ISO 8601-1:2019
EN 301 549 V3.2.1
DE 10 in Berlin
GT40 WINS LE MANS
BR 101 interditada
PT 2030 - candidaturas
Token ring explained
Token: the film
Bearer of bad news
Bearer bonds and other securities
Basic Instructions
Basic mathematics
Password: how to choose one
Senha: como escolher uma boa
Esqueci minha senha
Change password
The secret: a novel
PIN: what it is
Chave: um romance
Chave Pix: o que é
API keys
Credit cards compared
Cartões de crédito sem anuidade
CPF na nota
Como consultar o CNPJ
IBAN checker
E-mail marketing in 2026
Contact us @ the fair
@ana posted a photo
tweet by @usage_audit
50+ ideas for lunch
Temperature +25 to +30 degrees
+1 for this idea
Calls 0800 100 200
Emergency: 190, 192, 193
Mensagem de Ana
Meet - abc-defg-hij
Zoom Meeting 40-Minutes
2026-11-22T15:30:00Z
Monday, 23 November 2026 01:41:04
Semana 47 de 2026
Q4 2026 results.xlsx
Sheet1!A1:B20
=SUM(A1:A20)
Table 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
Phone comparison: 16 Pro vs 15 Pro Max
Xiaomi 14T 12+512 GB
Ryzen 9 7950X3D 4.2GHz
RTX 4090 24GB GDDR6X
Canon EF 70-200mm f/2.8L IS III
LibreOffice 24.8.3.2 (X86_64)
nvidia-driver-550.127.05
x86_64-pc-linux-gnu
aarch64-apple-darwin24.1.0
UTF-8, LF, TypeScript
example.org
docs.example.org | Home
https://example.org
How to use https:// everywhere
and/or
Yes/No/Cancel
C:\\Users\\Ana\\Documents
~/Documents/notes.md
/usr/share/doc/bash
What is 2+2?
Really? yes=no
Who's there? - YouTube
Résumé – Ana Lima
日本語のタイトル
Привет, мир
مرحبا
한국어 제목 2026
🎉 Party at 8 🎉
family 👨‍👩‍👧 album
`
  .trim()
  .split('\n')

const places = ['', ' - Mozilla Firefox', ' — LibreOffice Writer', ' | Área de trabalho']

/** Each text as some programs show it. */
export const honestTitles: readonly string[] = texts.flatMap((text) => places.map((place) => `${text}${place}`))
