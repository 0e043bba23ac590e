import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { texts } from './site/texts'

use([LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

interface AudiencePoint {
  at: string
  watching: number
  likes: number
  chat: number
}

const clock = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false, timeZone: 'Asia/Shanghai' })

/** `<session-charts data-figures="…">`: how many watched, and what they did, over the session. */
class SessionCharts extends HTMLElement {
  #chart: EChartsType | null = null
  readonly #resized = new ResizeObserver(() => this.#chart?.resize())

  connectedCallback(): void {
    const { audience } = JSON.parse(this.dataset.figures ?? '{"audience":[]}') as { audience: AudiencePoint[] }
    const place = document.createElement('div')
    place.className = 'chart'
    this.replaceChildren(place)
    this.#chart = init(place)
    this.#resized.observe(place)
    const series = (name: string, color: string, value: (point: AudiencePoint) => number, axis: number) => ({
      name,
      type: 'line' as const,
      yAxisIndex: axis,
      showSymbol: false,
      smooth: true,
      lineStyle: { width: 2 },
      color,
      areaStyle: axis === 0 ? { opacity: 0.08 } : undefined,
      data: audience.map(value),
    })
    this.#chart.setOption({
      animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      textStyle: { fontFamily: getComputedStyle(this).fontFamily },
      grid: { left: 48, right: 48, top: 40, bottom: 32 },
      legend: { top: 0, right: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 4 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', boundaryGap: false, data: audience.map((point) => clock.format(new Date(point.at))), axisLine: { lineStyle: { color: '#c9d0ce' } }, axisLabel: { color: '#6b7674' } },
      yAxis: [
        { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: '#edf0ee' } }, axisLabel: { color: '#6b7674' } },
        { type: 'value', minInterval: 1, splitLine: { show: false }, axisLabel: { color: '#6b7674' } },
      ],
      series: [
        series(texts.watching, '#0f766e', (point) => point.watching, 0),
        series(texts.chat, '#4b5755', (point) => point.chat, 1),
        series(texts.likes, '#b9a48a', (point) => point.likes, 1),
      ],
    })
  }

  disconnectedCallback(): void {
    this.#resized.disconnect()
    this.#chart?.dispose()
  }
}

customElements.define('session-charts', SessionCharts)
