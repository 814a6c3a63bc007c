//! The program is killed: while a request is under way, and around each thing it writes down. Then it starts anew with
//! what is on the disk.

use std::sync::Mutex;
use std::time::Duration;

use async_trait::async_trait;
use paraphe_providers::{MemorySteps, Outlives, ProviderId, Result, Step, Steps};
use paraphe_sandbox::FaultKind;
use tokio::sync::Notify;

use super::sending::{check_count, go_on};
use super::{dispatch, over_all_services, request, requests_of_a_sending};
use crate::support::{Stage, send};

over_all_services!(
    killed_during_any_request_it_never_sends_twice,
    killed_around_anything_it_writes_it_never_sends_twice,
    cut_from_power_before_anything_it_writes_it_never_sends_twice,
);

async fn killed_during_any_request_it_never_sends_twice(provider: ProviderId) {
    let count = requests_of_a_sending(provider).await;
    for at in 0..count {
        let what = format!("killed during request {at} of {count}");
        let stage = Stage::new(provider).await;
        let request = request(&stage);
        let envelope = request.envelope();
        let dispatch = dispatch(&stage, &envelope);
        let steps = MemorySteps::default();
        // It arrives, and is not answered in the life of the program.
        stage.after(at, FaultKind::Delay { millis: 3_600_000 });
        tokio::select! {
            sent = send(&*stage.provider, &dispatch, request.files(), &steps) => {
                panic!("{what}: it went on: {sent:?}")
            }
            () = arrived(&stage, at) => {}
        }
        stage.control.clear_faults();
        let is_sent = go_on(&stage, &request, &dispatch, &steps, &what).await;
        check_count(&stage, is_sent, &what);
    }
}

/// Until this request has come to the stand-in.
async fn arrived(stage: &Stage, at: usize) {
    while stage.requests().len() <= at {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// The moment of death.
#[derive(Clone, Copy, Debug)]
enum Moment {
    Before,
    After,
    /// Before, and the power goes: what need not outlive that is lost.
    PowerCut,
}

/// Steps on a disk of a program that dies around one of its writings.
struct Dying {
    memory: MemorySteps,
    disk: MemorySteps,
    /// How many writings are left.
    left: Mutex<usize>,
    moment: Moment,
    death: Notify,
}

impl Dying {
    fn at(writing: usize, moment: Moment) -> Self {
        Self {
            memory: MemorySteps::default(),
            disk: MemorySteps::default(),
            left: Mutex::new(writing),
            moment,
            death: Notify::new(),
        }
    }

    /// Everything so far reaches the disk, or the program dies around that.
    async fn write(&self, outlives: Outlives) {
        let dies = {
            let mut left = self.left.lock().unwrap();
            let dies = *left == 0;
            *left = left.saturating_sub(1);
            dies
        };
        let is_kept = match self.moment {
            Moment::Before => !dies,
            Moment::After => true,
            Moment::PowerCut => !dies && outlives == Outlives::PowerCut,
        };
        if is_kept {
            self.keep().await;
        }
        if dies {
            self.death.notify_one();
            std::future::pending().await
        }
    }

    async fn keep(&self) {
        let memory = self.memory.known();
        for gone in self.disk.known().iter().filter(|step| !memory.iter().any(|kept| kept.name == step.name))
        {
            self.disk.forget(&gone.name).await.unwrap();
        }
        for step in &memory {
            match &step.value {
                Some(value) => self.disk.finish(&step.name, value).await.unwrap(),
                None => self.disk.begin(&step.name, Outlives::PowerCut).await.unwrap(),
            }
        }
    }
}

#[async_trait]
impl Steps for Dying {
    fn known(&self) -> Vec<Step> {
        self.memory.known()
    }

    async fn begin(&self, name: &str, outlives: Outlives) -> Result<()> {
        self.memory.begin(name, outlives).await?;
        self.write(outlives).await;
        Ok(())
    }

    async fn finish(&self, name: &str, value: &str) -> Result<()> {
        self.memory.finish(name, value).await?;
        self.write(Outlives::PowerCut).await;
        Ok(())
    }

    fn note(&self, name: &str, value: &str) {
        self.memory.note(name, value);
    }

    async fn forget(&self, name: &str) -> Result<()> {
        self.memory.forget(name).await?;
        self.write(Outlives::PowerCut).await;
        Ok(())
    }
}

async fn killed_around_anything_it_writes_it_never_sends_twice(provider: ProviderId) {
    for moment in [Moment::Before, Moment::After] {
        dying(provider, moment).await;
    }
}

async fn cut_from_power_before_anything_it_writes_it_never_sends_twice(provider: ProviderId) {
    dying(provider, Moment::PowerCut).await;
}

/// Dies at each of its writings, one after the other, and goes on with what is on the disk.
async fn dying(provider: ProviderId, moment: Moment) {
    for writing in 0.. {
        let what = format!("{moment:?}, writing {writing}");
        let stage = Stage::new(provider).await;
        let request = request(&stage);
        let envelope = request.envelope();
        let dispatch = dispatch(&stage, &envelope);
        let steps = Dying::at(writing, moment);
        tokio::select! {
            sent = async {
                let sent = send(&*stage.provider, &dispatch, request.files(), &steps).await;
                // The end of a sending is written down with its outcome.
                steps.write(Outlives::PowerCut).await;
                sent
            } => {
                sent.unwrap();
                assert!(writing >= 2, "at least one step is written down before and after");
                check_count(&stage, true, &what);
                break;
            }
            () = steps.death.notified() => {}
        }
        let is_sent = go_on(&stage, &request, &dispatch, &steps.disk, &what).await;
        check_count(&stage, is_sent, &what);
    }
}
