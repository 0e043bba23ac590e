import './live/live-desk'
