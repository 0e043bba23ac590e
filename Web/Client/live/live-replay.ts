class LiveReplay extends HTMLElement {}

customElements.define('live-replay', LiveReplay)
