import './live/live-waiting'
