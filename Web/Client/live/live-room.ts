class LiveRoom extends HTMLElement {}

customElements.define('live-room', LiveRoom)
