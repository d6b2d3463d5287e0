/* usage-audit: loaded into KWin while an agent records; tells it alone which window is in front. KWin 5 and 6. */
const agent = '@AGENT@'
const titles = '@TITLES@' === 'yes'
let followed = null

function tell() {
  const text = (value) => (value ? String(value) : '')
  const front = followed
  callDBus(
    agent,
    '/org/usageaudit/Focus',
    'org.usageaudit.Focus',
    'Front',
    front ? front.pid : 0,
    front ? text(front.desktopFileName) : '',
    front ? text(front.resourceClass) : '',
    front ? text(front.resourceName) : '',
    front && titles ? text(front.caption) : '',
  )
}

function follow(window) {
  if (titles && followed) followed.captionChanged.disconnect(tell)
  followed = window
  if (titles && followed) followed.captionChanged.connect(tell)
  tell()
}

// KWin 6 says window where KWin 5 said client.
const activated = workspace.windowActivated || workspace.clientActivated
activated.connect(follow)
follow(workspace.activeWindow || workspace.activeClient)
