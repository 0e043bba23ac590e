using Microsoft.Playwright;

namespace Pinchang.EndToEnd.Tests;

/// <summary>
/// A clock in the picture: 24 black or white cells along the lower edge, the wall clock's milliseconds modulo 2^24, drawn over
/// Chromium's fake camera. Both pages run on this machine, so the difference is glass to glass.
/// </summary>
internal static class BurntClock
{
    private const int Cells = 24;

    /// <summary>Makes every camera of the page carry the clock.</summary>
    public static Task DrawOnCameraAsync(IPage page) => page.AddInitScriptAsync(
        $$"""
        const original = navigator.mediaDevices?.getUserMedia?.bind(navigator.mediaDevices);
        if (original) {
          navigator.mediaDevices.getUserMedia = async (constraints) => {
            const stream = await original(constraints);
            const camera = stream.getVideoTracks()[0];
            if (!camera) return stream;
            const video = document.createElement('video');
            video.muted = true;
            video.srcObject = new MediaStream([camera]);
            await video.play();
            const canvas = document.createElement('canvas');
            canvas.width = 640;
            canvas.height = 360;
            const pen = canvas.getContext('2d');
            const draw = () => {
              pen.drawImage(video, 0, 0, 640, 360);
              const now = Date.now() % 2 ** {{Cells}};
              for (let cell = 0; cell < {{Cells}}; cell++) {
                pen.fillStyle = Math.floor(now / 2 ** cell) % 2 ? '#fff' : '#000';
                pen.fillRect((cell * 640) / {{Cells}}, 300, 640 / {{Cells}}, 60);
              }
            };
            setInterval(draw, 33);
            draw();
            return new MediaStream([...canvas.captureStream(30).getVideoTracks(), ...stream.getAudioTracks()]);
          };
        }
        """);

    /// <summary>How old the picture is that the page's first video shows, in milliseconds; null while it cannot be read.</summary>
    public static Task<double?> AgeAsync(IPage page) => page.EvaluateAsync<double?>(
        $$"""
        () => {
          const video = document.querySelector('video');
          if (!video || video.readyState < 2 || !video.videoWidth) return null;
          const canvas = document.createElement('canvas');
          canvas.width = 640;
          canvas.height = 360;
          const pen = canvas.getContext('2d', { willReadFrequently: true });
          pen.drawImage(video, 0, 0, 640, 360);
          const now = Date.now() % 2 ** {{Cells}};
          let shown = 0;
          for (let cell = 0; cell < {{Cells}}; cell++) {
            const [red] = pen.getImageData(((cell + 0.5) * 640) / {{Cells}}, 330, 1, 1).data;
            if (red > 127) shown += 2 ** cell;
          }
          const age = (now - shown + 2 ** {{Cells}}) % 2 ** {{Cells}};
          return age < 60000 ? age : null;
        }
        """);
}
