import type { StarterRule } from './starter-names.ts'

/**
 * Programs that people use, by what they are called on Linux, Windows and macOS. A name that is a common word stands whole, and
 * with `.desktop`, `.exe` or a bundle's id where that tells it apart.
 */
export const desktopStarters: readonly StarterRule[] = [
  {
    category: 'mail',
    app: `
      *thunderbird*|*outlook*|org.gnome.evolution*|evolution|geary*|org.gnome.geary*|kmail*|org.kde.kmail*|
      com.apple.mail|mailspring*|*protonmail*|proton mail*|org.gnome.calendar*|com.apple.ical|em client*|
      *\\olk.exe`,
  },
  {
    category: 'meetings',
    app: `
      zoom*|us.zoom*|*\\zoom.exe|*teams*|*webex*|*jitsi*|com.apple.facetime|*gotomeeting*|bigbluebutton*|
      ringcentral*`,
  },
  {
    category: 'chat',
    app: `
      *slack*|*whatsapp*|*zapzap*|*telegram*|*discord*|signal*|org.signal*|im.riot*|element*|skype*|com.skype*|
      pidgin*|*mattermost*|rocket.chat*|com.apple.mobilesms|hexchat*|fractal*|blip*`,
  },
  {
    category: 'web',
    app: `
      *firefox*|*google-chrome*|google chrome*|com.google.chrome*|*\\chrome.exe|*chromium*|*microsoft-edge*|
      microsoft edge*|com.microsoft.edge*|*\\msedge.exe|*brave*|opera|opera.desktop|opera browser*|
      opera internet*|com.operasoftware*|*\\opera.exe|*vivaldi*|com.apple.safari*|safari|*librewolf*|*epiphany*|
      *falkon*|zen|app.zen_browser*|tor browser*|*torbrowser*`,
  },
  {
    category: 'spreadsheets',
    app: `
      *libreoffice*calc*|office_calc*|microsoft excel*|com.microsoft.excel|*\\excel.exe|gnumeric*|*.numbers|
      wps-office-et*`,
  },
  {
    category: 'presentations',
    app: '*libreoffice*impress*|office_impress*|*powerpoint*|*\\powerpnt.exe|*keynote*|wps-office-wpp*|prezi*',
  },
  {
    category: 'notes',
    app: `
      *obsidian*|*joplin*|*evernote*|*onenote*|notion*|*logseq*|standard notes*|com.apple.notes|gnote*|
      *xournal*|rnote*|*zettlr*|*zotero*|mendeley*|simplenote*`,
  },
  {
    category: 'documents',
    app: `
      *libreoffice*|office_*|soffice*|microsoft word*|com.microsoft.word|*\\winword.exe|*onlyoffice*|wps-*|
      wps office*|*abiword*|com.apple.iwork.pages|*evince*|org.gnome.papers*|okular*|org.kde.okular*|*acrobat*|
      *\\acrord32.exe|foxit*|com.apple.preview|*sumatrapdf*|xreader*|calibre*|com.calibre*|texstudio*|lyx*|
      texmaker*|scribus*`,
  },
  {
    category: 'business',
    app: `
      *totvs*|*protheus*|*smartclient*|dominio*|domínio*|alterdata*|bling*|omie*|conta azul*|contaazul*|
      nasajon*|prosoft*|fortes*|senior*|sped*|*receitanet*|irpf*|carnê-leão*|*\\programas rfb\\*|
      */programasrfb/*|pje office*|pjeoffice*|*projudi*|sap *|*\\saplogon.exe|odoo*|gnucash*|org.gnucash*|
      quickbooks*|microsoft dynamics*`,
  },
  {
    category: 'data-analysis',
    app: `
      matlab*|*rstudio*|org.octave*|octave*|*spss*|stata*|*power bi*|*\\pbidesktop.exe|*tableau*|*jupyter*|
      mathematica*|jasp*|jamovi*|qgis*|org.qgis*`,
  },
  {
    category: 'images',
    app: `
      *gimp*|*inkscape*|*krita*|*photoshop*|*illustrator*|*lightroom*|*indesign*|*coreldraw*|coreldrw*|*figma*|
      canva*|affinity*|darktable*|org.darktable*|rawtherapee*|digikam*|shotwell*|com.apple.photos|paint*|
      mspaint*|*\\mspaint.exe|sketch|pinta*|*drawio*|draw.io*|*flameshot*`,
  },
  {
    category: 'video-audio',
    app: `
      *davinci*|*\\resolve.exe|*premiere*|*after effects*|*afterfx*|*kdenlive*|*shotcut*|*openshot*|
      *obs studio*|com.obsproject*|obs|obs.desktop|*audacity*|*ardour*|reaper*|ableton*|fl studio*|final cut*|
      com.apple.finalcut*|com.apple.logic*|*handbrake*|*capcut*|lmms*`,
  },
  {
    category: 'models-3d',
    app: `
      *blender*|*autocad*|acad*|*freecad*|*sketchup*|*solidworks*|*revit*|*fusion 360*|fusion360*|*openscad*|
      *kicad*|cura*|*ultimaker*|prusa*|autodesk inventor*|altium*|*archicad*|promob*|eberick*|altoqi*|
      *rhinoceros*`,
  },
  {
    category: 'media',
    app: `
      *spotify*|vlc*|org.videolan*|*\\vlc.exe|mpv*|io.mpv*|rhythmbox*|org.gnome.rhythmbox*|org.gnome.music*|
      org.gnome.totem*|org.gnome.showtime*|totem*|celluloid*|*netflix*|deezer*|com.apple.music|com.apple.tv|
      itunes*|com.apple.itunes|kodi*|plex*|tv.plex*|jellyfin*|windows media player*|microsoft.media.player*|
      elisa*|amarok*|stremio*|tidal*|youtube music*`,
  },
  {
    category: 'games',
    app: `
      steam*|com.valvesoftware.steam*|*\\steam.exe|*lutris*|*heroic*|epic games*|*epicgameslauncher*|
      battle.net*|*minecraft*|*roblox*|*league of legends*|riot client*|*valorant*|gog galaxy*|ea app*|
      *ubisoft*|*retroarch*|*prismlauncher*|*gamescope*|xbox*`,
  },
  {
    category: 'security',
    app: `
      *keepass*|*bitwarden*|1password*|com.1password*|lastpass*|seahorse*|org.gnome.seahorse*|enpass*|
      proton pass*|*authenticator*|protonvpn*|com.protonvpn*|openvpn*|wireguard*|com.apple.keychainaccess|
      nordvpn*|*forticlient*|*warsaw*`,
  },
  {
    category: 'remote-access',
    app: `
      *anydesk*|*teamviewer*|*rustdesk*|*remmina*|remote desktop*|mstsc*|*\\mstsc.exe|parsec*|*putty*|vnc*|
      *vncviewer*|com.microsoft.rdc*|citrix*`,
  },
  {
    category: 'files',
    app: `
      *nautilus*|dolphin*|org.kde.dolphin*|nemo*|thunar*|pcmanfm*|caja*|com.apple.finder|*\\explorer.exe|
      dropbox*|com.getdropbox*|onedrive*|nextcloud*|com.nextcloud*|google drive*|insync*|7-zip*|winrar*|
      *file-roller*|org.gnome.fileroller*|ark|org.kde.ark*|filezilla*|*transmission*|*qbittorrent*|syncthing*`,
  },
  {
    category: 'utilities',
    app: `
      *calculator*|gnome-calculator*|org.gnome.settings*|org.gnome.clocks*|org.gnome.weather*|org.gnome.maps*|
      gnome-system-monitor*|org.gnome.systemmonitor*|org.kde.kcalc*|org.kde.spectacle*|org.kde.systemsettings*|
      systemsettings*|com.apple.systempreferences|com.apple.activitymonitor|*\\taskmgr.exe|*gparted*|
      virtualbox*|org.virtualbox*|virt-manager*|vmware*|*gnome-boxes*|org.gnome.boxes*|snipping tool*|
      *ferramenta de captura*|org.gnome.software*`,
  },
]
