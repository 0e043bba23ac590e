import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { clock } from '../live/words';
import type { FairReport } from './contracts';

use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

type Figures = Pick<
  FairReport,
  'moments' | 'fits' | 'secondTalks' | 'doesNotFit' | 'unsettled' | 'jobsByCity' | 'jobsByIndustry' | 'jobsByPay' | 'headcountByEducation' | 'candidatesByEducation'
>;

const [accent, ink, sand, rule, faint] = ['#0f766e', '#4b5755', '#b9a48a', '#edf0ee', '#6b7674'];
const axis = { axisLine: { lineStyle: { color: '#c9d0ce' } }, axisTick: { show: false }, axisLabel: { color: faint } };
const values = { type: 'value' as const, minInterval: 1, splitLine: { lineStyle: { color: rule } }, axisLabel: { color: faint } };

/** `<fair-charts data-figures="…">`: draws the report's figures into the places that name them. */
export class FairChartsElement extends HTMLElement {
  #charts: EChartsType[] = [];
  readonly #resized = new ResizeObserver(() => this.#charts.forEach((chart) => chart.resize()));

  connectedCallback(): void {
    const figures = JSON.parse(this.dataset.figures ?? '{}') as Figures;
    const options: Record<string, object> = {
      moments: {
        legend: { top: 0, right: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 4 },
        grid: { left: 40, right: 16, top: 36, bottom: 28 },
        tooltip: { trigger: 'axis' },
        xAxis: { type: 'category', boundaryGap: false, data: figures.moments.map(({ at }) => clock(at)), ...axis },
        yAxis: values,
        series: [
          line('取号', accent, figures.moments.map(({ numbersTaken }) => numbersTaken), true),
          line('交谈', ink, figures.moments.map(({ talks }) => talks)),
          line('过号', sand, figures.moments.map(({ missed }) => missed)),
        ],
      },
      results: {
        tooltip: { trigger: 'item' },
        series: [
          {
            type: 'pie',
            radius: ['52%', '78%'],
            label: { formatter: '{b} {c}', color: ink },
            data: [
              { name: '合适', value: figures.fits, itemStyle: { color: accent } },
              { name: '约再谈', value: figures.secondTalks, itemStyle: { color: '#6fb1a9' } },
              { name: '不合适', value: figures.doesNotFit, itemStyle: { color: sand } },
              { name: '未写结果', value: figures.unsettled, itemStyle: { color: '#d5dad8' } },
            ].filter(({ value }) => value > 0),
          },
        ],
      },
      jobsByCity: bars(figures.jobsByCity),
      jobsByIndustry: bars(figures.jobsByIndustry),
      jobsByPay: columns(figures.jobsByPay),
      education: compared(figures),
    };
    this.#charts = [...this.querySelectorAll<HTMLElement>('[data-chart]')].map((place) => {
      const chart = init(place);
      chart.setOption({ animation: false, textStyle: { fontFamily: getComputedStyle(this).fontFamily }, ...options[place.dataset.chart!] });
      this.#resized.observe(place);
      return chart;
    });
  }

  disconnectedCallback(): void {
    this.#resized.disconnect();
    this.#charts.splice(0).forEach((chart) => chart.dispose());
  }
}

const line = (name: string, color: string, data: number[], filled = false): object => ({
  name,
  type: 'line',
  color,
  data,
  smooth: true,
  showSymbol: false,
  lineStyle: { width: 2 },
  ...(filled ? { areaStyle: { opacity: 0.08 } } : {}),
});

type Points = Figures['jobsByCity'];

function bars(points: Points): object {
  const shown = points.slice(0, 8).toReversed();
  return {
    grid: { left: 8, right: 36, top: 4, bottom: 4, containLabel: true },
    xAxis: { ...values, axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: { type: 'category', data: shown.map(({ label }) => label), ...axis, axisLine: { show: false } },
    series: [{ type: 'bar', barWidth: 12, color: accent, itemStyle: { borderRadius: 6 }, label: { show: true, position: 'right', color: ink }, data: shown.map(({ value }) => value) }],
  };
}

const columns = (points: Points): object => ({
  grid: { left: 36, right: 8, top: 16, bottom: 28 },
  tooltip: { trigger: 'axis' },
  xAxis: { type: 'category', data: points.map(({ label }) => label), ...axis },
  yAxis: values,
  series: [{ type: 'bar', color: accent, barMaxWidth: 28, itemStyle: { borderRadius: [4, 4, 0, 0] }, data: points.map(({ value }) => value) }],
});

function compared({ headcountByEducation, candidatesByEducation }: Figures): object {
  const labels = [...new Set([...headcountByEducation, ...candidatesByEducation].map(({ label }) => label))];
  const of = (points: Points): number[] => labels.map((label) => points.find((point) => point.label === label)?.value ?? 0);
  const series = (name: string, color: string, data: number[]): object => ({ name, type: 'bar', color, barMaxWidth: 18, itemStyle: { borderRadius: [4, 4, 0, 0] }, data });
  return {
    legend: { top: 0, right: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 4 },
    grid: { left: 36, right: 8, top: 32, bottom: 28 },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: labels, ...axis },
    yAxis: values,
    series: [series('招聘人数', accent, of(headcountByEducation)), series('求职者', sand, of(candidatesByEducation))],
  };
}
