class LiveDesk extends HTMLElement {}

customElements.define('live-desk', LiveDesk)
