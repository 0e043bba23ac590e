return await Pinchang.AppHost.Engine.RunAsync(args);
