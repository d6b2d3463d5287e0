import type { StarterRule } from './starter-names.ts'

/** Programs of those who write programs. */
export const developmentStarters: readonly StarterRule[] = [
  {
    category: 'editors',
    app: `
      code|code.desktop|code_code.desktop|visual studio*|com.microsoft.vscode*|*\\code.exe|*vscodium*|codium*|
      cursor*|*windsurf*|*jetbrains*|*intellij*|idea*|*pycharm*|*webstorm*|*phpstorm*|*goland*|rider*|*clion*|
      *android studio*|*android-studio*|studio|zed|dev.zed*|zed.desktop|sublime text*|sublime_text*|
      com.sublimetext*|vim*|*/vim.*|*/vim|*/nvim|nvim*|neovim*|emacs*|*/emacs*|org.gnu.emacs*|kate|
      org.kde.kate*|gedit*|*texteditor*|org.gnome.builder*|*notepad*|com.apple.dt.xcode*|xcode|*eclipse*|
      netbeans*|*delphi*|*\\bds.exe|lazarus*|geany*|helix*|*/nano|com.apple.textedit`,
  },
  {
    category: 'terminals',
    app: `
      *terminal*|konsole*|org.kde.konsole*|*alacritty*|kitty*|*wezterm*|*ghostty*|org.gnome.ptyxis*|
      org.gnome.console*|tilix*|terminator*|xterm*|guake*|iterm*|com.googlecode.iterm2|warp|dev.warp*|
      *\\cmd.exe|*\\powershell.exe|*\\pwsh.exe|windows powershell*|mobaxterm*|termius*|*/tmux|*/screen|*/bash|
      */zsh|*/fish`,
  },
  {
    category: 'databases',
    app: `
      *dbeaver*|*pgadmin*|*mysql workbench*|*mysql-workbench*|*heidisql*|*datagrip*|*sqldeveloper*|
      sql server management*|*\\ssms.exe|*mongodb compass*|*sqlitebrowser*|tableplus*|*/postgres|*/mysqld|
      */mariadbd|*/redis-server|*/mongod|container:postgres|container:mysqld|container:mariadbd|
      container:redis-server|container:mongod`,
  },
  {
    category: 'development-tools',
    app: `
      npm:*|container:*|postman*|com.getpostman*|insomnia*|bruno*|docker*|com.docker*|podman*|*gitkraken*|
      github desktop*|sourcetree*|*gitg*|meld*|org.gnome.meld*|wireshark*|org.wireshark*|*/git|*/node|*/deno|
      */bun|*/python3|*/ruby|*/php|*/java|*/go|*/cargo|*/rustc|*/rust-analyzer|*/gcc|*/clang*|*/make|*/dockerd|
      */containerd*|*/claude|*/gopls|*/dotnet|*\\git.exe|*\\node.exe|*\\python.exe|*\\docker desktop.exe`,
  },
]
