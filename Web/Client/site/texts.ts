/** What the pages' own scripts say; everything else is said by the server. */
export const texts = {
  offline: '网络中断，已打开的内容可以继续看，恢复后再提交',
  copied: '已复制',
  copyByHand: '请复制这个链接',
  secondsLeft: (word: string, left: number): string => `${word}（${left} 秒）`,
  watching: '在看',
  chat: '弹幕',
  likes: '点赞',
  passkeyHeld: '这台设备上已经有本账号的通行密钥',
  passkeyUnable: '这台设备没有完成验证，请重试或改用密码',
}
