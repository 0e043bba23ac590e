using Pinchang.Faults;

return await FaultRun.MainAsync(args);
