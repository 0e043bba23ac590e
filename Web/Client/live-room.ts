import './live/live-room'
