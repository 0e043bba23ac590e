import './live/live-replay'
